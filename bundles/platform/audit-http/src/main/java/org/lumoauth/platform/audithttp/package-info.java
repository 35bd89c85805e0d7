/**
 * Sends audit records as JSON to an HTTP receiver, through the one guarded client for outbound
 * requests. Does nothing until an address is set.
 */
package org.lumoauth.platform.audithttp;
