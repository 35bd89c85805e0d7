/** Event streams: their receivers, subjects and delivery. */
package org.lumoauth.agents.ssf.stream;
