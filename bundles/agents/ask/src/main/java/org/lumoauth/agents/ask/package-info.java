/** The Ask API: an agent asks whether it may, and gets a reason. */
package org.lumoauth.agents.ask;
