package dev.tidemark.runlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.lake.MemoryZone;
import dev.tidemark.lake.Zone;
import dev.tidemark.run.RunNumber;
import org.junit.jupiter.api.Test;

class MemoryRunLogTest extends RunLogContract {

    @Override
    protected Zone zone() {
        return new MemoryZone();
    }

    @Test
    void stopsWhenTheBucketIsEmptiedUnderAWarmProcess() {
        MemoryZone zone = new MemoryZone();
        RunLog<IngestLog> warm = log(zone);
        Samples.publish(warm, 3);
        zone.keys().forEach(zone::remove);

        assertThatThrownBy(warm::newest)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("run 3: its query log was removed");
    }

    @Test
    void stopsWhenTheBucketIsSwappedUnderAWarmProcess() {
        MemoryZone zone = new MemoryZone();
        RunLog<IngestLog> warm = log(zone);
        IngestLog first = Samples.first();
        warm.publish(first);
        zone.remove(RunLog.keyOf("sales", RunNumber.FIRST));
        log(zone).publish(Samples.rivalOf(first));

        assertThatThrownBy(warm::newest)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("the bucket was swapped or restored");
    }

    @Test
    void looksAtFewObjectsHoweverManyRunsThereAre() {
        MemoryZone zone = new MemoryZone();
        Samples.publish(log(zone), 1_000);
        CountingZone counting = new CountingZone(zone);

        assertThat(log(counting).newest().orElseThrow().header().run())
                .isEqualTo(new RunNumber(1_000));
        assertThat(counting.requests()).isLessThan(30);
    }
}
