/** A single request: its tenant, caller, body and response. */
package org.lumoauth.platform.web.exchange;
