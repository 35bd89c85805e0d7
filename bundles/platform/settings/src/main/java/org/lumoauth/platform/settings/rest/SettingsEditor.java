package org.lumoauth.platform.settings.rest;

import java.util.function.Consumer;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.platform.web.HttpExchange;

/**
 * Who changes settings.
 *
 * @param by for the audit record
 * @param require refuses them where they have not the permission that it is given
 */
record SettingsEditor(AuditInitiator by, Consumer<String> require) {

  static SettingsEditor of(HttpExchange exchange) {
    return new SettingsEditor(
        AuditInitiator.of(exchange.caller(), exchange.requestInfo()), exchange::require);
  }
}
