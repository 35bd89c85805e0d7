/**
 * Sends audit records to a syslog server: RFC 5424 messages over TLS (RFC 5425). Does nothing until
 * a host is set.
 */
package org.lumoauth.platform.auditsyslog;
