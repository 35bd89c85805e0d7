/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** A session in the REST API. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SessionView(
    String id,
    String userId,
    @Nullable String userEmail,
    String ipAddress,
    @Nullable String userAgent,
    String createdAt,
    String lastActivityAt,
    String expiresAt,
    boolean isActive) {}
