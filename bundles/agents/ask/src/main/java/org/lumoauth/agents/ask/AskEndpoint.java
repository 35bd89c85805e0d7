package org.lumoauth.agents.ask;

import java.io.IOException;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code POST ~/agents/ask}: may I do this? */
@Takes(AskForm.class)
@AnswersWith(status = 200)
@Refuses({403, 422})
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-ask",
      "lumoauth.web.routes=POST ~/agents/ask"
    })
public final class AskEndpoint implements HotEndpoint {

  private final Answering answering;

  @Activate
  public AskEndpoint(@Reference Answering answering) {
    this.answering = answering;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    var tenant = exchange.tenant();
    var caller = exchange.caller();
    var form = exchange.readJson(AskForm.class);
    exchange.writeJson(200, answering.answer(tenant, caller, exchange.requestInfo(), form));
  }
}
