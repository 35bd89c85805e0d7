package org.lumoauth.platform.settings.rest;

import java.util.function.Consumer;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.platform.web.HttpExchange;

/**
 * The caller that changes settings.
 *
 * @param by the audit initiator
 * @param require throws if the caller lacks the given permission
 */
record SettingsEditor(AuditInitiator by, Consumer<String> require) {

  static SettingsEditor of(HttpExchange exchange) {
    return new SettingsEditor(
        AuditInitiator.of(exchange.caller(), exchange.requestInfo()), exchange::require);
  }
}
