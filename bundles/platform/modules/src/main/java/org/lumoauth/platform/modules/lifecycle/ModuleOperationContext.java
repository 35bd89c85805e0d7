/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.lifecycle;

import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.platform.modules.archive.ModuleArchivePolicy;

/**
 * A request for a module operation.
 *
 * @param initiator the initiator for the audit log
 * @param check the policy for archives
 */
public record ModuleOperationContext(AuditInitiator initiator, ModuleArchivePolicy check) {

  /** A request from the console, which already has full control of the server. */
  static final ModuleOperationContext CONSOLE =
      new ModuleOperationContext(AuditInitiator.server("console"), ModuleArchivePolicy.NONE);
}
