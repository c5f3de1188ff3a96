package org.joulegate.update.launcher;

import java.util.Map;

/**
 * What may be configured under one PID.
 *
 * @param pid the PID, or the factory's PID
 * @param factory whether there may be several, each {@code pid~name}
 * @param keys by id, in the metatype's order
 */
record ConfigurationType(String pid, boolean factory, Map<String, ConfigurationKey> keys) {}
