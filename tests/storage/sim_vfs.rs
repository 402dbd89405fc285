//! Makes a [`SimDisk`] a file system of SQLite: the C interface and nothing else.

#![allow(unsafe_code)] // SQLite asks for C functions; there is no safe way to give it a file system

use crate::sim_disk::{Failure, FileId, SimDisk};
use rusqlite::ffi;
use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::mem;
use std::ptr;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

/// A simulated disk that SQLite can use under a name of its own.
#[derive(Clone)]
pub struct SimVfs {
    pub name: String,
    disk: Arc<Mutex<SimDisk>>,
}

impl SimVfs {
    pub fn register(disk: SimDisk) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("sim{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let disk = Arc::new(Mutex::new(disk));
        let c_name = CString::new(name.clone()).unwrap();
        // Never freed: SQLite keeps pointers to it for the life of the process.
        let app_data: &'static Mutex<SimDisk> = Box::leak(Box::new(disk.clone()));
        // SAFETY: all fields that SQLite uses of a version 1 table are set below; the rest may be zero.
        let vfs = Box::leak(Box::new(unsafe { mem::zeroed::<ffi::sqlite3_vfs>() }));
        vfs.iVersion = 1;
        vfs.szOsFile = size_of::<Handle>() as c_int;
        vfs.mxPathname = 512;
        vfs.zName = c_name.into_raw();
        vfs.pAppData = ptr::from_ref(app_data).cast_mut().cast();
        vfs.xOpen = Some(open);
        vfs.xDelete = Some(delete);
        vfs.xAccess = Some(access);
        vfs.xFullPathname = Some(full_path);
        vfs.xRandomness = Some(randomness);
        vfs.xSleep = Some(sleep);
        vfs.xCurrentTime = Some(current_time);
        vfs.xGetLastError = Some(last_error);
        // SAFETY: `vfs` is complete and lives for ever.
        assert_eq!(unsafe { ffi::sqlite3_vfs_register(vfs, 0) }, ffi::SQLITE_OK);
        Self { name, disk }
    }

    pub fn disk(&self) -> MutexGuard<'_, SimDisk> {
        self.disk.lock().unwrap()
    }
}

/// An open file, as SQLite allocates it.
#[repr(C)]
struct Handle {
    base: ffi::sqlite3_file,
    disk: *const Mutex<SimDisk>,
    file: FileId,
}

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 1,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(lock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: None,
    xShmLock: None,
    xShmBarrier: None,
    xShmUnmap: None,
    xFetch: None,
    xUnfetch: None,
};

/// The disk behind a file system; SQLite hands back the pointer given to it in `register`.
unsafe fn disk_of<'a>(vfs: *mut ffi::sqlite3_vfs) -> MutexGuard<'a, SimDisk> {
    // SAFETY: `pAppData` points to a leaked mutex.
    unsafe { &*(*vfs).pAppData.cast::<Mutex<SimDisk>>() }.lock().unwrap()
}

/// The disk and file behind a handle that `open` has filled in.
unsafe fn file_of<'a>(file: *mut ffi::sqlite3_file) -> (MutexGuard<'a, SimDisk>, FileId) {
    // SAFETY: SQLite passes only handles that `open` has filled in.
    let handle = unsafe { &*file.cast::<Handle>() };
    // SAFETY: the mutex is leaked.
    (unsafe { &*handle.disk }.lock().unwrap(), handle.file)
}

unsafe fn text(name: *const c_char) -> String {
    // SAFETY: SQLite passes names that end in a zero.
    unsafe { CStr::from_ptr(name) }.to_string_lossy().into_owned()
}

fn code(outcome: Result<(), Failure>, broken: c_int) -> c_int {
    match outcome {
        Ok(()) => ffi::SQLITE_OK,
        Err(Failure::Broken) => broken,
        Err(Failure::Full) => ffi::SQLITE_FULL,
        Err(Failure::Missing) => ffi::SQLITE_IOERR_DELETE_NOENT,
    }
}

unsafe extern "C" fn open(
    vfs: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    // SAFETY: as in `disk_of`; `file` has room for a `Handle` (szOsFile).
    unsafe {
        (*file).pMethods = ptr::null();
        let mut disk = disk_of(vfs);
        let name = if name.is_null() { "unnamed".to_owned() } else { text(name) };
        let id = match disk.find(&name) {
            Some(id) => id,
            None if flags & ffi::SQLITE_OPEN_CREATE == 0 => return ffi::SQLITE_CANTOPEN,
            None => disk.make(&name),
        };
        let handle = file.cast::<Handle>();
        (*handle).base.pMethods = &raw const METHODS;
        (*handle).disk = (*vfs).pAppData.cast::<Mutex<SimDisk>>();
        (*handle).file = id;
        if !out_flags.is_null() {
            *out_flags = flags;
        }
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn delete(vfs: *mut ffi::sqlite3_vfs, name: *const c_char, sync_folder: c_int) -> c_int {
    // SAFETY: as in `disk_of` and `text`.
    let outcome = unsafe { disk_of(vfs).delete(&text(name), sync_folder != 0) };
    code(outcome, ffi::SQLITE_IOERR_DELETE)
}

unsafe extern "C" fn access(
    vfs: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    _: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: as in `disk_of` and `text`; `out` is a place for the answer.
    unsafe { *out = c_int::from(disk_of(vfs).find(&text(name)).is_some()) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn full_path(
    _: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    length: c_int,
    out: *mut c_char,
) -> c_int {
    // SAFETY: `out` has room for `length` bytes; the name ends in a zero.
    unsafe {
        let bytes = CStr::from_ptr(name).to_bytes_with_nul();
        if bytes.len() > length as usize {
            return ffi::SQLITE_CANTOPEN;
        }
        ptr::copy_nonoverlapping(bytes.as_ptr().cast(), out, bytes.len());
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn randomness(vfs: *mut ffi::sqlite3_vfs, count: c_int, out: *mut c_char) -> c_int {
    // SAFETY: `out` has room for `count` bytes.
    unsafe {
        let mut disk = disk_of(vfs);
        for at in 0..count as usize {
            *out.add(at) = disk.random_byte() as c_char;
        }
    }
    count
}

unsafe extern "C" fn sleep(_: *mut ffi::sqlite3_vfs, microseconds: c_int) -> c_int {
    microseconds
}

unsafe extern "C" fn current_time(_: *mut ffi::sqlite3_vfs, out: *mut f64) -> c_int {
    // SAFETY: `out` is a place for the answer.
    unsafe { *out = 2_461_000.5 };
    ffi::SQLITE_OK
}

unsafe extern "C" fn last_error(_: *mut ffi::sqlite3_vfs, _: c_int, _: *mut c_char) -> c_int {
    0
}

unsafe extern "C" fn close(_: *mut ffi::sqlite3_file) -> c_int {
    ffi::SQLITE_OK
}

unsafe extern "C" fn read(
    file: *mut ffi::sqlite3_file,
    out: *mut c_void,
    length: c_int,
    start: ffi::sqlite3_int64,
) -> c_int {
    // SAFETY: as in `file_of`; `out` has room for `length` bytes.
    unsafe {
        let (disk, id) = file_of(file);
        let out = std::slice::from_raw_parts_mut(out.cast::<u8>(), length as usize);
        let Ok(bytes) = disk.read(id, start as usize, out.len()) else { return ffi::SQLITE_IOERR_READ };
        out[..bytes.len()].copy_from_slice(bytes);
        out[bytes.len()..].fill(0);
        if bytes.len() < out.len() { ffi::SQLITE_IOERR_SHORT_READ } else { ffi::SQLITE_OK }
    }
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    bytes: *const c_void,
    length: c_int,
    start: ffi::sqlite3_int64,
) -> c_int {
    // SAFETY: as in `file_of`; `bytes` holds `length` bytes.
    unsafe {
        let (mut disk, id) = file_of(file);
        let bytes = std::slice::from_raw_parts(bytes.cast::<u8>(), length as usize);
        code(disk.write(id, start as usize, bytes), ffi::SQLITE_IOERR_WRITE)
    }
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, length: ffi::sqlite3_int64) -> c_int {
    // SAFETY: as in `file_of`.
    let (mut disk, id) = unsafe { file_of(file) };
    code(disk.resize(id, length as usize), ffi::SQLITE_IOERR_TRUNCATE)
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, _: c_int) -> c_int {
    // SAFETY: as in `file_of`.
    let (mut disk, id) = unsafe { file_of(file) };
    code(disk.sync(id), ffi::SQLITE_IOERR_FSYNC)
}

unsafe extern "C" fn file_size(file: *mut ffi::sqlite3_file, out: *mut ffi::sqlite3_int64) -> c_int {
    // SAFETY: as in `file_of`; `out` is a place for the answer.
    unsafe {
        let (disk, id) = file_of(file);
        *out = disk.length(id) as ffi::sqlite3_int64;
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn lock(_: *mut ffi::sqlite3_file, _: c_int) -> c_int {
    ffi::SQLITE_OK
}

unsafe extern "C" fn check_reserved_lock(_: *mut ffi::sqlite3_file, out: *mut c_int) -> c_int {
    // SAFETY: `out` is a place for the answer.
    unsafe { *out = 0 };
    ffi::SQLITE_OK
}

unsafe extern "C" fn file_control(_: *mut ffi::sqlite3_file, _: c_int, _: *mut c_void) -> c_int {
    ffi::SQLITE_NOTFOUND
}

unsafe extern "C" fn sector_size(_: *mut ffi::sqlite3_file) -> c_int {
    4096
}

unsafe extern "C" fn device_characteristics(_: *mut ffi::sqlite3_file) -> c_int {
    ffi::SQLITE_IOCAP_POWERSAFE_OVERWRITE
}
