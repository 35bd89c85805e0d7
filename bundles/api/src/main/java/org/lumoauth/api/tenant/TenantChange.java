package org.lumoauth.api.tenant;

import java.util.Optional;

/** A change to a tenant; what is empty stays as it is. */
public record TenantChange(
    Optional<String> name, Optional<TenantStatus> status, Optional<String> region) {}
