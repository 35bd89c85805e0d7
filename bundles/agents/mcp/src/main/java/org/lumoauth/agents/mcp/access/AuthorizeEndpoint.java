package org.lumoauth.agents.mcp.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.lumoauth.agents.mcp.server.ServerMemory;
import org.lumoauth.agents.mcp.tool.ToolNames;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.WebProperties;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code POST ~/agents/me/mcp/authorize}: may I call this tool? */
@Takes(AuthorizeEndpoint.Form.class)
@AnswersWith(status = 200)
@Refuses(422)
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-mcp-authorize",
      "lumoauth.web.routes=POST ~/agents/me/mcp/authorize",
      WebProperties.LARGE_BODY + ":Boolean=true"
    })
public final class AuthorizeEndpoint implements HotEndpoint {

  private static final Pattern SERVER_ID = Pattern.compile("mcp_[0-9a-f]{24}");

  /**
   * What is sent.
   *
   * @param arguments of the call, where the tool declares a mapping
   */
  record Form(
      @Member(needed = true) @JsonProperty("server_id") String serverId,
      @Member(needed = true) String tool,
      Map<String, Object> arguments) {}

  private final ServerMemory servers;
  private final ToolAccess access;
  private final TokenClaims claims;
  private final AccessAudit audit;

  @Activate
  public AuthorizeEndpoint(
      @Reference ServerMemory servers,
      @Reference ToolAccess access,
      @Reference TokenClaims claims,
      @Reference AccessAudit audit) {
    this.servers = servers;
    this.access = access;
    this.claims = claims;
    this.audit = audit;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    var caller = exchange.caller();
    var acting = caller.actors().isEmpty() ? caller.subject() : caller.actors().get(0);
    if (!acting.type().equals(SubjectRef.AGENT)) {
      throw Problem.forbidden("Only agents may ask here.");
    }
    Form form = checked(exchange.readJson(Form.class));
    var server = servers.find(exchange.tenant().id(), form.serverId());
    if (server.isEmpty()) {
      var asked = new UnknownServer(exchange.tenant(), caller, form.serverId(), form.tool());
      answer(
          exchange,
          acting,
          asked.resource(),
          Verdict.UNKNOWN_SERVER,
          audit.record(asked, exchange.requestInfo()));
      return;
    }
    var call =
        new Call(
            exchange.tenant(),
            caller,
            server.get(),
            form.tool(),
            form.arguments() == null ? Map.of() : form.arguments(),
            () -> claims.of(exchange.tenant(), caller, exchange.view()));
    Verdict verdict = access.judge(call);
    answer(
        exchange,
        acting,
        call.resource(),
        verdict,
        audit.record(call, verdict, exchange.requestInfo()));
  }

  private static void answer(
      Exchange exchange,
      SubjectRef acting,
      Map<String, Object> resource,
      Verdict verdict,
      String auditId)
      throws IOException {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("allowed", verdict.allowed());
    answer.put("agent_id", acting.id());
    answer.put("resource", resource);
    answer.put("reason", verdict.code());
    answer.put("audit_id", auditId);
    if (!verdict.allowed()) {
      throw new Problem(403, "permission_denied", verdict.text(), answer);
    }
    exchange.writeJson(200, answer);
  }

  private static Form checked(Form form) {
    if (form == null || form.serverId() == null || form.tool() == null) {
      throw Problem.invalidRequest("Send server_id and tool.");
    }
    if (!SERVER_ID.matcher(form.serverId()).matches()) {
      throw Problem.invalidRequest("server_id is mcp_ and 24 hexadecimal digits.");
    }
    if (!ToolNames.wellFormed(form.tool())) {
      throw Problem.invalidRequest("tool is 1 to 128 of A-Z, a-z, 0-9, _, - and .");
    }
    return form;
  }
}
