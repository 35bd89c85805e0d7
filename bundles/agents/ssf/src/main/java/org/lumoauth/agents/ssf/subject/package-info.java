/** Subject identifiers as receivers know them. */
package org.lumoauth.agents.ssf.subject;
