/** Event streams: who hears of what, and how. */
package org.lumoauth.agents.ssf.stream;
