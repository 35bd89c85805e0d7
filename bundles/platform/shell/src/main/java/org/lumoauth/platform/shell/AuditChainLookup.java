package org.lumoauth.platform.shell;

import java.util.List;
import org.apache.karaf.shell.support.CommandException;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.audit.AuditTrailReader;

/** Audit chains by slug, for commands. */
final class AuditChainLookup {
  private static final String MODULE = "platform-audit";

  private final ContractInvoker contracts;

  AuditChainLookup(ContractInvoker contracts) {
    this.contracts = contracts;
  }

  /** The chain of a tenant; of the platform where no slug is given. */
  String resolveId(String slug) throws CommandException {
    return slug == null ? AuditLog.PLATFORM : new TenantLookup(contracts).requireAny(slug).id();
  }

  /** The place of a chain's last record. */
  long findHead(String chain) throws CommandException {
    return contracts.call(AuditTrailReader.class, MODULE, trail -> trail.findHeadSequence(chain));
  }

  /** Records of a chain, behind one place and up to another. */
  List<AuditRecord> read(String chain, long after, long upTo, int limit) throws CommandException {
    return contracts.call(
        AuditTrailReader.class, MODULE, trail -> trail.read(chain, after, upTo, limit));
  }
}
