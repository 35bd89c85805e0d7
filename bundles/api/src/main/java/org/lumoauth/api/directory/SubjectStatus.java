/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.directory;

/** The status of a subject for the gate. */
public enum SubjectStatus {
  /** May authenticate and act. */
  ENABLED,
  /** Exists, but may not act. */
  DISABLED,
  /** Unknown. */
  UNKNOWN
}
