/** The admin API of trust rules. */
@NullMarked
package org.lumoauth.agents.workload.rest;

import org.jspecify.annotations.NullMarked;
