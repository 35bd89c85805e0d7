package org.lumoauth.platform.apikeys;

/** A key of a tenant. */
record KeyRef(String tenantId, String id) {}
