package org.lumoauth.platform.audit.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.platform.audit.chain.AuditTables;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the bundle shows through the door. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=platform-audit",
      "lumoauth.web.routes=~/admin/audit-logs"
    })
public final class AuditApplication extends Application {
  private final Set<Object> singletons;

  @Activate
  public AuditApplication(@Reference AuditTables tables, @Reference AuditLog audit) {
    this.singletons = Set.of(new AuditLogsResource(tables, audit));
  }

  @Override
  public Set<Object> getSingletons() {
    return singletons;
  }
}
