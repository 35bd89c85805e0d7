/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.agents.approvals.rule.ApproverRuleJsonCodec;
import org.lumoauth.agents.approvals.rule.ApproverRuleStore;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.web.LargeRequestBody;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;

/** {@code ~/admin/approvals/rules}: the approver rules of the tenant. */
@Path("admin/approvals/rules")
@Produces("application/json")
@LargeRequestBody
public final class ApproverRulesResource {

  private final ApproverRuleStore rules;
  private final ApprovalAudit audit;

  ApproverRulesResource(ApproverRuleStore rules, ApprovalAudit audit) {
    this.rules = rules;
    this.audit = audit;
  }

  @GET
  @RequiresPermission("settings.read")
  @OperationSummary("Get the approver rules")
  public DataResponseBody<Map<String, Object>> get(@Context HttpServletRequest request) {
    return DataResponseBody.of(
        ApproverRuleJsonCodec.write(rules.read(HttpExchange.of(request).tenant().id())));
  }

  @PUT
  @Consumes("application/json")
  @RequiresPermission("settings.write")
  @OperationSummary("Replace the approver rules for future requests")
  @ApiRequestParameters(
      members = {@SchemaProperty(value = "rules", required = true, type = List.class)})
  public DataResponseBody<Map<String, Object>> put(
      @Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    exchange.require(
        SystemPermissions
            .JIT_APPROVE); // otherwise the editor of a rule could grant themselves the right to
    // approve
    var tenant = exchange.tenant();
    var book = ApproverRuleJsonCodec.read(body);
    audit.requireWritable();
    var before = ApproverRuleJsonCodec.write(rules.replace(tenant.id(), book));
    var after = ApproverRuleJsonCodec.write(book);
    audit.recordChange(
        tenant,
        exchange.initiator(),
        "approval_rules.updated",
        "The approver rules were updated.",
        Map.of("before", before, "after", after));
    return new DataResponseBody<>(after, "The approver rules were updated.");
  }
}
