/** Delivery of security event tokens by push (RFC 8935) or poll (RFC 8936). */
package org.lumoauth.agents.ssf.delivery;
