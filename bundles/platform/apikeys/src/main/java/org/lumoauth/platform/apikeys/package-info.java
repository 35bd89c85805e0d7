/**
 * API keys of tenants: made, shown once, recognized by a keyed hash, limited to scopes, revoked at
 * once. A key names its tenant, so that every look-up carries it.
 */
package org.lumoauth.platform.apikeys;
