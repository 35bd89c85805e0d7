/** What receivers are told of. */
package org.lumoauth.agents.ssf.event;
