/** Security event tokens on their way: pushed (RFC 8935) or polled (RFC 8936). */
package org.lumoauth.agents.ssf.delivery;
