/// Nodes joined into pieces, with the members of each (union by size).
pub(super) struct Pieces {
    parent: Vec<u32>,
    members: Vec<Vec<u32>>,
}

impl Pieces {
    /// `count` nodes, each a piece of its own.
    pub fn new(count: usize) -> Self {
        let nodes = 0..count as u32;
        Self { parent: nodes.clone().collect(), members: nodes.map(|v| vec![v]).collect() }
    }

    /// The node that stands for the piece of `node`.
    pub fn root_of(&self, mut node: u32) -> u32 {
        while !self.is_root(node) {
            node = self.parent[node as usize];
        }
        node
    }

    /// Whether `node` stands for a piece.
    pub fn is_root(&self, node: u32) -> bool {
        self.parent[node as usize] == node
    }

    /// The nodes of the piece that `root` stands for.
    pub fn members(&self, root: u32) -> &[u32] {
        &self.members[root as usize]
    }

    /// The nodes that stand for pieces, in order.
    pub fn roots(&self) -> Vec<u32> {
        (0..self.parent.len() as u32).filter(|v| self.is_root(*v)).collect()
    }

    /// Joins the pieces of `a` and `b`; `false` if they were one already.
    pub fn join(&mut self, a: u32, b: u32) -> bool {
        let (a, b) = (self.root_of(a), self.root_of(b));
        if a == b {
            return false;
        }
        let a_is_larger = self.members[a as usize].len() >= self.members[b as usize].len();
        let (kept, given) = if a_is_larger { (a, b) } else { (b, a) };
        let moved = std::mem::take(&mut self.members[given as usize]);
        self.members[kept as usize].extend(moved);
        self.parent[given as usize] = kept;
        true
    }

    /// The pieces, each with its nodes in order, ordered by their first node.
    pub fn into_sorted(mut self) -> Vec<Vec<u32>> {
        let mut pieces: Vec<Vec<u32>> =
            std::mem::take(&mut self.members).into_iter().filter(|m| !m.is_empty()).collect();
        for piece in &mut pieces {
            piece.sort_unstable();
        }
        pieces.sort_unstable_by_key(|piece| piece.first().copied());
        pieces
    }
}
