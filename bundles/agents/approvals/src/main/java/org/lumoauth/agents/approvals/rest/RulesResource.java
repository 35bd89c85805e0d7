package org.lumoauth.agents.approvals.rest;

import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.lumoauth.agents.approvals.ApprovalAudit;
import org.lumoauth.agents.approvals.rule.RuleJson;
import org.lumoauth.agents.approvals.rule.RuleStore;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.web.LargeBody;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.Summary;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/admin/approvals/rules}: who may approve what. */
@Path("admin/approvals/rules")
@Produces("application/json")
@LargeBody
public final class RulesResource {

  private final RuleStore rules;
  private final ApprovalAudit audit;

  RulesResource(RuleStore rules, ApprovalAudit audit) {
    this.rules = rules;
    this.audit = audit;
  }

  @GET
  @Requires("settings.read")
  @Summary("Shows who may approve what")
  public DataBody<Map<String, Object>> get(@Context HttpServletRequest request) {
    return DataBody.of(RuleJson.write(rules.read(Exchange.of(request).tenant().id())));
  }

  @PUT
  @Consumes("application/json")
  @Requires("settings.write")
  @Summary("Sets who may approve what, for requests from now on")
  @Takes(members = {@Member(value = "rules", needed = true, type = List.class)})
  public DataBody<Map<String, Object>> put(
      @Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = Exchange.of(request);
    exchange.require(SystemPermissions.JIT_APPROVE); // else whoever sets it approves by it
    var tenant = exchange.tenant();
    var book = RuleJson.read(body);
    audit.requireWritable();
    var before = RuleJson.write(rules.replace(tenant.id(), book));
    var after = RuleJson.write(book);
    audit.changed(
        tenant,
        Initiator.of(exchange.caller(), exchange.requestInfo()),
        "approval_rules.updated",
        "Who may approve what was changed.",
        Map.of("before", before, "after", after));
    return new DataBody<>(after, "Rules updated.");
  }
}
