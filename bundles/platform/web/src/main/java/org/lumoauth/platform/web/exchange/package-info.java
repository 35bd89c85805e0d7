/** One request on its way: its tenant, caller, body and answer. */
package org.lumoauth.platform.web.exchange;
