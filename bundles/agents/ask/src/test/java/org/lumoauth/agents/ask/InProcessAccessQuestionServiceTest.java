/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSettingsStore;

/** Ask as it is asked through MCP: with whatever a model writes. */
class InProcessAccessQuestionServiceTest {

  private static final TenantContext ACME = aTenant().build();
  private static final RequestInfo REQUEST =
      new RequestInfo("req-1", "192.0.2.7", Optional.empty(), Optional.empty());

  private final FakeAuthorizationService authorization =
      new FakeAuthorizationService().allow(ACME, anAgentRef(), "documents.read");
  private final InProcessAccessQuestionService ask =
      new InProcessAccessQuestionService(
          AskBundleFixture.answering(
              new FakeProviderRegistry(),
              authorization,
              new FakeAuditLog(),
              new FakeSettingsStore()));

  @Test
  void answersInEndpointFormat() throws Exception {
    var answer =
        ask(
            """
            {"action":"documents.read","context":{"a":null,"b":[null,1e999]}}""");

    assertEquals(true, answer.get("allowed"));
    assertEquals("documents.read", answer.get("action"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'action':null}",
        "{'action':5}",
        "{'action':true}",
        "{'action':1.5}",
        "{'action':['documents.read']}",
        "{'action':{'name':'documents.read'}}",
        "{'action':'documents.read','question':'May I?'}",
        "{'action':'documents.read','verb':'x'}",
        "{'question':5}",
        "{'question':''}",
        "{'question':'May I read documents?'}", // there is no interpreter
        "{'action':'documents.read','resource':'x'}",
        "{'action':'documents.read','resource':[]}",
        "{'action':'documents.read','resource':{}}",
        "{'action':'documents.read','resource':{'type':null,'id':'1'}}",
        "{'action':'documents.read','resource':{'type':'document','id':1}}",
        "{'action':'documents.read','resource':{'type':'document','id':'1','attributes':[]}}",
        "{'action':'documents.read','context':[]}",
        "{'action':'documents.read','context':'x'}",
        "{'action':'documents.read','context':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{}}}}}}}}}}",
        "{'requests':[]}",
        "{'requests':{}}",
        "{'requests':[null]}",
        "{'requests':[[]]}",
        "{'requests':['documents.read']}",
        "{'requests':[{'requests':[]}]}",
        "{'requests':[{'action':'documents.read'}],'context':{}}",
        "{'tools':[]}",
        "{'tools':{}}",
        "{'tools':[null]}",
        "{'tools':[5]}",
        "{'tools':['']}",
        "{'tools':[{}]}",
        "{'tools':[{'name':null}]}",
        "{'tools':[{'name':['a']}]}",
        "{'tools':['a'],'server_id':''}",
        "{'tools':['a'],'server_id':7}",
        "{'tools':['a'],'server_id':'mcp_1'}", // there is no module that knows servers
        "{'server_id':'mcp_1'}",
      })
  void rejectsInvalidQuestions(String body) {
    var refusal = assertThrows(ApiException.class, () -> ask(body.replace('\'', '"')));

    assertTrue(refusal.status() >= 400 && refusal.status() < 500, refusal.toString());
  }

  private Map<String, Object> ask(String body) throws Exception {
    Map<String, Object> members =
        new ObjectMapper().readValue(body, new TypeReference<Map<String, Object>>() {});
    return ask.ask(ACME, aCaller().as(anAgentRef()).build(), REQUEST, members);
  }
}
