/** The agent tables as OpenJPA entities; not exported from this bundle. */
package org.lumoauth.agents.registry.entity;
