/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.accessrequests;

import java.io.IOException;
import java.util.Optional;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Handles {@code ~/access/v1/requests/{id}}: returns the status of a request, or cancels it. */
@ApiResponse(status = 200)
@ApiErrorResponses(on = "POST", value = 409)
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-access-requests-task",
      "lumoauth.web.routes=GET ~/access/v1/requests/{requestId}",
      "lumoauth.web.routes=POST ~/access/v1/requests/{requestId}/cancel",
      HttpHandler.SUMMARY + "=GET: Get the status of an access request",
      HttpHandler.SUMMARY + "=POST: Cancel an access request"
    })
public final class AccessRequestTaskEndpoint implements HttpHandler {

  private static final String CANCEL = "/cancel";

  private final AccessRequestTaskService tasks;

  @Activate
  public AccessRequestTaskEndpoint(@Reference AccessRequestTaskService tasks) {
    this.tasks = tasks;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    boolean cancel = exchange.path().endsWith(CANCEL);
    String path =
        cancel
            ? exchange.path().substring(0, exchange.path().length() - CANCEL.length())
            : exchange.path();
    String id = path.substring(path.lastIndexOf('/') + 1);
    Optional<AccessRequestTaskService.AccessRequestTask> task =
        tasks.find(exchange.tenant(), exchange.caller(), id);
    if (task.isEmpty()) {
      AccessRequestError.UNKNOWN_TASK.answer(exchange);
      return;
    }
    if (cancel) {
      if (!tasks.cancel(exchange.tenant(), task.get(), exchange.initiator())) {
        AccessRequestError.INVALID_TASK_STATE.answer(exchange);
        return;
      }
      task = tasks.find(exchange.tenant(), exchange.caller(), id);
    }
    exchange.response().setHeader("Cache-Control", "no-store");
    if (task.orElseThrow().approval().state() == Approval.ApprovalState.PENDING) {
      exchange.response().setHeader("Retry-After", "5");
    }
    exchange.writeJson(200, tasks.view(exchange.tenant(), task.orElseThrow()));
  }
}
