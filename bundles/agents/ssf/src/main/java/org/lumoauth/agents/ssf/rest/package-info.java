/** The endpoints by which receivers manage their streams. */
package org.lumoauth.agents.ssf.rest;
