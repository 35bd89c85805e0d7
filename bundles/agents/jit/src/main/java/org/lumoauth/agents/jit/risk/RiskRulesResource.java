/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.risk;

import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.lumoauth.agents.jit.JitAudit;
import org.lumoauth.agents.jit.JitCallerContext;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.web.LargeRequestBody;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;

/** {@code ~/admin/jit/rules}: the risk rules of the tenant. */
@Path("admin/jit/rules")
@Produces("application/json")
@LargeRequestBody
public final class RiskRulesResource {

  private final RiskRuleStore rules;
  private final JitAudit audit;

  public RiskRulesResource(RiskRuleStore rules, JitAudit audit) {
    this.rules = rules;
    this.audit = audit;
  }

  @GET
  @RequiresPermission("settings.read")
  @OperationSummary("Get the risk rules")
  public DataResponseBody<Map<String, Object>> get(@Context HttpServletRequest request) {
    return DataResponseBody.of(
        RiskRuleJsonCodec.write(rules.read(HttpExchange.of(request).tenant().id())));
  }

  @PUT
  @Consumes("application/json")
  @RequiresPermission("settings.write")
  @OperationSummary("Replace the risk rules for future requests")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(value = "rules", required = true, type = List.class),
        @SchemaProperty(value = "automatic", type = String[].class),
        @SchemaProperty(value = "suspend_after_denials", type = int.class),
        @SchemaProperty(value = "suspend_after_anomalies", type = int.class),
        @SchemaProperty(value = "requests_per_task", type = int.class),
        @SchemaProperty(value = "cost_window_seconds", type = int.class)
      })
  public DataResponseBody<Map<String, Object>> put(
      @Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    exchange.require(
        SystemPermissions
            .JIT_APPROVE); // rules can grant low-risk requests automatically, which is an approval
    var call = JitCallerContext.of(exchange);
    var after = RiskRuleJsonCodec.read(body);
    audit.requireWritable();
    var before = RiskRuleJsonCodec.write(rules.replace(call.tenant().id(), after));
    audit.rules(
        call.tenant(),
        call.by(),
        Map.of("before", before, "after", RiskRuleJsonCodec.write(after)));
    return new DataResponseBody<>(RiskRuleJsonCodec.write(after), "The risk rules were updated.");
  }
}
