package org.lumoauth.platform.shell;

import java.util.List;
import org.apache.karaf.shell.support.CommandException;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.audit.AuditTrail;

/** Audit chains by slug, for commands. */
final class AuditChains {
  private static final String MODULE = "platform-audit";

  private final Contracts contracts;

  AuditChains(Contracts contracts) {
    this.contracts = contracts;
  }

  /** The chain of a tenant; of the platform where no slug is given. */
  String id(String slug) throws CommandException {
    return slug == null ? AuditLog.PLATFORM : new Tenants(contracts).any(slug).id();
  }

  /** The place of a chain's last record. */
  long head(String chain) throws CommandException {
    return contracts.call(AuditTrail.class, MODULE, trail -> trail.head(chain));
  }

  /** Records of a chain, behind one place and up to another. */
  List<AuditRecord> read(String chain, long after, long upTo, int limit) throws CommandException {
    return contracts.call(AuditTrail.class, MODULE, trail -> trail.read(chain, after, upTo, limit));
  }
}
