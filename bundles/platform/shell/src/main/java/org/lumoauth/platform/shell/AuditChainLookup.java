/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.shell;

import java.util.List;
import org.apache.karaf.shell.support.CommandException;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.audit.AuditTrailReader;

/** Looks up audit chains by tenant slug, for commands. */
final class AuditChainLookup {
  private static final String MODULE = "platform-audit";

  private final ContractInvoker contracts;

  AuditChainLookup(ContractInvoker contracts) {
    this.contracts = contracts;
  }

  /** Returns the chain of a tenant, or of the platform without a slug. */
  String resolveId(String slug) throws CommandException {
    return slug == null ? AuditLog.PLATFORM : new TenantLookup(contracts).requireAny(slug).id();
  }

  /** Returns the position of a chain's last record. */
  long findHead(String chain) throws CommandException {
    return contracts.call(AuditTrailReader.class, MODULE, trail -> trail.findHeadSequence(chain));
  }

  /** Returns records of a chain after one position and up to another. */
  List<AuditRecord> read(String chain, long after, long upTo, int limit) throws CommandException {
    return contracts.call(
        AuditTrailReader.class, MODULE, trail -> trail.read(chain, after, upTo, limit));
  }
}
