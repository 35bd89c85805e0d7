package org.lumoauth.api.directory;

/** What the gate is told of a subject. */
public enum SubjectStatus {
  /** May authenticate and act. */
  ENABLED,
  /** Exists, may not act. */
  DISABLED,
  /** Is not known here. */
  UNKNOWN
}
