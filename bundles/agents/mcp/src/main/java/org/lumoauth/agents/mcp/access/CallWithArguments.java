package org.lumoauth.agents.mcp.access;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.agent.NextStepSource;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** A tool that is decided by its arguments is asked about with them, call by call. */
@Component(property = {"lumoauth.kind=next-step-source", "lumoauth.name=mcp"})
public final class CallWithArguments implements NextStepSource {

  @Override
  public List<NextStep> after(
      TenantContext tenant, Caller caller, Question question, Decision denial) {
    if (!denial.reason().code().equals(Verdict.MAPPING_FAILED)
        || !(question.context().get("server_id") instanceof String server)
        || !(question.context().get("tool") instanceof String tool)) {
      return List.of();
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("server_id", server);
    body.put("tool", tool);
    body.put("arguments", Map.of());
    return List.of(
        new NextStep(
            "ask_again",
            "Whether " + tool + " may be called depends on its arguments: ask with them.",
            Optional.of("POST"),
            Optional.of(URI.create(tenant.issuer() + "/agents/me/mcp/authorize")),
            body));
  }
}
