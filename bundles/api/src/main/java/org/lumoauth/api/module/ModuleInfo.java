package org.lumoauth.api.module;

import java.time.Instant;
import java.util.List;

/**
 * A module as it runs.
 *
 * @param name as {@code authz-rbac}
 * @param version the bundle's version
 * @param kind the kinds of extension that it provides
 * @param provides what it provides, as {@code authorization-model/rbac} or a route
 * @param state {@code ACTIVE}, {@code STARTING}, {@code DRAINING}, {@code STOPPED} or {@code
 *     FAILED}
 * @param since when it came into this state
 * @param bundleId the framework's id of the bundle
 * @param problem why it is not active; empty if it is
 */
public record ModuleInfo(
    String name,
    String version,
    List<String> kind,
    List<String> provides,
    String state,
    Instant since,
    long bundleId,
    String problem) {}
