/**
 * The transmitter of the Shared Signals Framework: other servers hear of sessions that end,
 * credentials that change and accounts that are stopped, in security event tokens that are pushed
 * to them or polled by them. What happened is read from the audit chain, from a place that is kept,
 * so that nothing which was acknowledged is missed, whatever was away or killed meanwhile.
 */
package org.lumoauth.agents.ssf;
