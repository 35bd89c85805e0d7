/**
 * Sends audit records to a syslog server as RFC 5424 messages over TLS (RFC 5425). Inactive until a
 * host is set.
 */
package org.lumoauth.platform.auditsyslog;
