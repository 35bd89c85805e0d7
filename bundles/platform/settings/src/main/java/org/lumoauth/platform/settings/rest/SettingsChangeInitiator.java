/* SPDX-License-Identifier: Apache-2.0 */
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
record SettingsChangeInitiator(AuditInitiator by, Consumer<String> require) {

  static SettingsChangeInitiator of(HttpExchange exchange) {
    return new SettingsChangeInitiator(
        AuditInitiator.of(exchange.caller(), exchange.requestInfo()), exchange::require);
  }
}
