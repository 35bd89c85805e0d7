/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.util.Map;
import org.lumoauth.api.agent.AccessQuestionService;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Answers requests that do not arrive over the HTTP endpoint, with the same rules and results. */
@Component(property = {"lumoauth.kind=agent-ask", "lumoauth.name=ask"})
public final class InProcessAccessQuestionService implements AccessQuestionService {

  private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

  private final ObjectMapper json =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual, // numbers and booleans are not text, as at the endpoint
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  private final AskRequestHandler answering;

  @Activate
  public InProcessAccessQuestionService(@Reference AskRequestHandler answering) {
    this.answering = answering;
  }

  @Override
  public Map<String, Object> ask(
      TenantContext tenant, Caller caller, RequestInfo request, Map<String, Object> body) {
    return json.convertValue(answering.answer(tenant, caller, request, form(body)), MEMBERS);
  }

  private AskRequest form(Map<String, Object> body) {
    try {
      return json.convertValue(body, AskRequest.class);
    } catch (IllegalArgumentException e) {
      throw ApiException.invalidRequest(
          "The request must have `action`, `question`, `requests` or `tools`; "
              + "`resource` and `context` are optional.");
    }
  }
}
