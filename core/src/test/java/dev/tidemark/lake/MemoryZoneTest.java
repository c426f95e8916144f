package dev.tidemark.lake;

class MemoryZoneTest extends ZoneContract {

    @Override
    protected Zone zone() {
        return new MemoryZone();
    }
}
