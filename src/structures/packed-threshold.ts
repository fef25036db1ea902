/**
 * Elements of a quicklist with this many bytes or more get a node of their own, unless DEBUG says otherwise
 * (packed_threshold).
 */
export const PACKED_THRESHOLD = 1 << 30
