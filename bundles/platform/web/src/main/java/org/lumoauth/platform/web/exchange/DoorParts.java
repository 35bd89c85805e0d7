package org.lumoauth.platform.web.exchange;

import java.util.Optional;
import java.util.function.Supplier;
import org.lumoauth.platform.web.ErrorPages;
import org.lumoauth.platform.web.access.AccessLog;
import org.lumoauth.platform.web.gate.Gate;
import org.lumoauth.platform.web.json.Json;
import org.lumoauth.platform.web.limit.ExportLimiter;
import org.lumoauth.platform.web.meter.RequestMeters;

/** What every exchange works with. */
public record DoorParts(
    Gate gate,
    Json json,
    Answers answers,
    RequestMeters meters,
    AccessLog accessLog,
    Supplier<Optional<ErrorPages>> errorPages,
    ExportLimiter exports) {}
