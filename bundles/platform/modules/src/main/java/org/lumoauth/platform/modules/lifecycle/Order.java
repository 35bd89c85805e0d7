package org.lumoauth.platform.modules.lifecycle;

import org.lumoauth.api.audit.Initiator;
import org.lumoauth.platform.modules.archive.ArchiveCheck;

/**
 * How an operation was asked for.
 *
 * @param initiator by whom, as the audit log is to name it
 * @param check what may come in by it
 */
public record Order(Initiator initiator, ArchiveCheck check) {

  /** By the operator at the console, who can do anything to the server already. */
  static final Order CONSOLE = new Order(Initiator.server("console"), ArchiveCheck.NONE);
}
