/** Persistent data: consents, missions, logs and issued tokens. */
package org.lumoauth.agents.aauthperson.store;
