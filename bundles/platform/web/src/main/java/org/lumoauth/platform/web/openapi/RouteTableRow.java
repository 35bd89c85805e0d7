/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.openapi;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.lumoauth.platform.web.routing.OperationSchema;

/**
 * One row of the route table.
 *
 * @param method in upper case
 * @param path with its variable parts in braces
 * @param guard {@code open}, {@code client}, {@code authenticated}, {@code operator} or {@code
 *     permission:} and a permission
 * @param module the module that serves the route
 * @param version the version of the module's bundle
 * @param summary one line, or empty
 * @param signature the operation's request and response types; not shown in the table
 */
public record RouteTableRow(
    String method,
    String path,
    String guard,
    String module,
    String version,
    String summary,
    @JsonIgnore OperationSchema signature) {}
