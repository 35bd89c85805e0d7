package org.lumoauth.agents.jit;

import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.web.LargeBody;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.Summary;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/admin/jit/rules}: how risky what is. */
@Path("admin/jit/rules")
@Produces("application/json")
@LargeBody
public final class RiskResource {

  private final RiskRuleStore rules;
  private final JitAudit audit;

  RiskResource(RiskRuleStore rules, JitAudit audit) {
    this.rules = rules;
    this.audit = audit;
  }

  @GET
  @Requires("settings.read")
  @Summary("Shows how risky what is")
  public DataBody<Map<String, Object>> get(@Context HttpServletRequest request) {
    return DataBody.of(RiskJson.write(rules.read(Exchange.of(request).tenant().id())));
  }

  @PUT
  @Consumes("application/json")
  @Requires("settings.write")
  @Summary("Sets how risky what is, for requests from now on")
  @Takes(
      members = {
        @Member(value = "rules", needed = true, type = List.class),
        @Member(value = "automatic", type = String[].class),
        @Member(value = "suspend_after_denials", type = int.class),
        @Member(value = "suspend_after_anomalies", type = int.class),
        @Member(value = "requests_per_task", type = int.class),
        @Member(value = "cost_window_seconds", type = int.class)
      })
  public DataBody<Map<String, Object>> put(
      @Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = Exchange.of(request);
    exchange.require(SystemPermissions.JIT_APPROVE); // what is low in risk is approved by the rules
    var call = Call.of(exchange);
    var after = RiskJson.read(body);
    audit.requireWritable();
    var before = RiskJson.write(rules.replace(call.tenant().id(), after));
    audit.rules(call.tenant(), call.by(), Map.of("before", before, "after", RiskJson.write(after)));
    return new DataBody<>(RiskJson.write(after), "Rules updated.");
  }
}
