/**
 * Sends audit records as JSON to an HTTP receiver. Uses the shared guarded client for outbound
 * requests. Inactive until a receiver URL is set.
 */
package org.lumoauth.platform.audithttp;
