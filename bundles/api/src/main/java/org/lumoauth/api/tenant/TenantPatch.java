/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.tenant;

import java.util.Optional;

/** A change to a tenant; empty values remain unchanged. */
public record TenantPatch(
    Optional<String> name, Optional<TenantStatus> status, Optional<String> region) {}
