/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.module;

import java.time.Instant;
import java.util.List;

/**
 * An installed module and its state.
 *
 * @param name the name, such as {@code authz-rbac}
 * @param version the version of the bundle
 * @param kind the kinds of extension that it provides
 * @param provides the extensions and routes that it provides, such as {@code
 *     authorization-model/rbac}
 * @param state {@code ACTIVE}, {@code STARTING}, {@code DRAINING}, {@code STOPPED} or {@code
 *     FAILED}
 * @param since when it entered this state
 * @param bundleId the framework's id of the bundle
 * @param problem why it is not active; empty if it is active
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
