/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.exchange;

import java.util.Optional;
import java.util.function.Supplier;
import org.lumoauth.platform.web.access.AccessLogWriter;
import org.lumoauth.platform.web.authentication.CallerAuthenticator;
import org.lumoauth.platform.web.json.JsonCodec;
import org.lumoauth.platform.web.limit.ExportLimiter;
import org.lumoauth.platform.web.metrics.RequestMetrics;
import org.lumoauth.platform.web.page.ErrorPageRenderer;

/** The services that every exchange uses. */
public record HttpExchangeServices(
    CallerAuthenticator gate,
    JsonCodec json,
    ResponseWriter answers,
    RequestMetrics meters,
    AccessLogWriter accessLog,
    Supplier<Optional<ErrorPageRenderer>> errorPages,
    ExportLimiter exports) {}
